package dev.assay.launcher;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Looks a setting up by its property name: the system property first, then the environment variable of the
 * MicroProfile Config mapping rule (every character that is no letter or digit becomes {@code _}, upper case). An
 * empty value counts as unset.
 */
record SettingSource(Map<String, String> properties, Map<String, String> environment) {

    static SettingSource ofProcess() {
        return new SettingSource(strings(System.getProperties()), System.getenv());
    }

    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    Optional<String> text(String property) {
        return Optional.ofNullable(properties.get(property))
                .or(() -> Optional.ofNullable(environment.get(property)))
                .or(() -> Optional.ofNullable(environment.get(variable(property))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    int port(String property, int otherwise, int least) {
        String value = text(property).orElse(Integer.toString(otherwise));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < least || Integer.parseInt(value) > 65535) {
            throw refused(property, value, "set it to a port number from " + least + " to 65535");
        }
        return Integer.parseInt(value);
    }

    Optional<Path> path(String property) {
        return text(property).map(value -> {
            try {
                return Path.of(value).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw refused(property, value, "set it to the path of a file or folder");
            }
        });
    }

    /** An absolute http or https URL with a host and neither query, fragment nor user; a closing slash is dropped. */
    Optional<URI> url(String property) {
        return text(property).map(value -> {
            URI url = parse(property, value);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null
                    || url.getRawUserInfo() != null) {
                throw refused(property, value, "set it to a URL such as https://attest.example.org");
            }
            return url;
        });
    }

    private static URI parse(String property, String value) {
        try {
            return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        } catch (IllegalArgumentException e) {
            throw refused(property, value, "set it to a URL such as https://attest.example.org");
        }
    }

    static RefusedException refused(String property, String value, String remedy) {
        return new RefusedException(variable(property) + " is \"" + value + "\": " + remedy + ".");
    }

    private static Map<String, String> strings(Properties properties) {
        return properties.stringPropertyNames()
                .stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
