package dev.assay.web;

import dev.assay.bytes.MalformedException;
import dev.assay.service.ProviderPath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names in a path of Azure Resource Manager's interface, in the caller's own spelling, which its answers keep (the
 * canonical path has lost it).
 */
final class ProviderUri {
    private static final Pattern SUBSCRIPTION = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,90}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{3,40}");

    private ProviderUri() {}

    /**
     * What is not in the path is empty.
     *
     * @param uri as sent: {@code /subscriptions/S[/resourceGroups/G]/providers/Microsoft.Attestation/…/NAME}
     * @throws MalformedException where a name is none
     */
    static ProviderPath read(String uri) {
        List<String> segments = CanonicalPath.segments(uri);
        String group = after(segments, "resourceGroups");
        String name = group.isEmpty() ? "" : after(segments, "attestationProviders");
        return new ProviderPath(checked("subscriptionId", SUBSCRIPTION, after(segments, "subscriptions")),
                checked("resourceGroupName", GROUP, group), checked("providerName", NAME, name));
    }

    /** The value behind the first segment of that name at a place where names are: every other one. */
    private static String after(List<String> segments, String name) {
        for (int i = 0; i + 1 < segments.size(); i += 2)
            if (segments.get(i).equalsIgnoreCase(name))
                return segments.get(i + 1);
        return "";
    }

    private static String checked(String field, Pattern form, String text) {
        if (!text.isEmpty() && !form.matcher(text).matches())
            throw new MalformedException(field, "in the path has not the form " + form.pattern());
        return text;
    }
}
