package dev.assay.web.openapi;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text as HTML; whatever comes from the document is escaped here, and nowhere let through as it is. */
final class Html {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Html() {}

    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** One line of a description: text with code in backticks. */
    static String line(String markdown) {
        return CODE.matcher(text(markdown)).replaceAll("<code>$1</code>");
    }

    /** A description: paragraphs apart by an empty line, or a list where the lines begin with a hyphen. */
    static String prose(String markdown) {
        return Arrays.stream(markdown.split("\n\n")).filter(block -> !block.isBlank()).map(Html::block)
                .collect(Collectors.joining());
    }

    private static String block(String block) {
        if (!block.startsWith("- "))
            return "<p>" + line(block) + "</p>";
        if (!block.contains("\n"))
            return "<p>" + line(block.substring(2)) + "</p>";
        return Arrays.stream(block.split("\n")).map(item -> "<li>" + line(item.substring(2)) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    static String code(String plain) {
        return "<code>" + text(plain) + "</code>";
    }

    /** Scrolls sideways, so it can be focused and has a name. */
    static String pre(String label, String plain) {
        return "<pre tabindex=\"0\" role=\"region\" aria-label=\"" + text(label) + "\">" + text(plain) + "</pre>";
    }

    static String link(String anchor, String label) {
        return "<a href=\"#" + text(anchor) + "\">" + text(label) + "</a>";
    }

    /** A table's row, its cells labelled for narrow screens; the first is its head. @param cells HTML */
    static String row(String[] columns, String... cells) {
        StringBuilder row = new StringBuilder("<tr><th scope=\"row\">").append(cells[0]).append("</th>");
        for (int i = 1; i < cells.length; i++)
            row.append("<td data-label=\"").append(text(columns[i])).append("\"><div>").append(cells[i])
                    .append("</div></td>");
        return row.append("</tr>").toString();
    }

    static String table(String caption, String[] columns, String rows) {
        String heads = Arrays.stream(columns).map(column -> "<th scope=\"col\">" + text(column) + "</th>")
                .collect(Collectors.joining());
        return "<table class=\"" + text(caption.toLowerCase(Locale.ROOT)) + "\"><caption>" + text(caption)
                + "</caption><thead><tr>" + heads + "</tr></thead><tbody>" + rows
                + "</tbody></table>";
    }
}
