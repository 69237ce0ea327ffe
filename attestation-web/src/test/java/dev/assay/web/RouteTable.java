package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.identity.Role;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every route, as documented in {@code docs/routes.md} and as found in the classes themselves. */
final class RouteTable {
    private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("..", "docs", "routes.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([a-z, -]+) \\|");

    private static final Pattern PAGE = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([a-z, -]+) \\| [^|]+ \\|");

    private RouteTable() {}

    /** @param who words of roles, or {@code anonymous}; sorted */
    record Route(String method, String path, Set<String> who) {
        boolean anonymous() {
            return who.equals(Set.of("anonymous"));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + new TreeSet<>(who);
        }
    }

    static List<Route> documented() {
        return rows(ROW);
    }

    /** What is no resource: pages and documents, each row with a word on it. */
    static List<Route> pages() {
        return rows(PAGE);
    }

    private static List<Route> rows(Pattern row) {
        try {
            return Files.readAllLines(DOCUMENT).stream().map(row::matcher).filter(Matcher::matches)
                    .map(found -> new Route(found.group(1), found.group(2), Set.of(found.group(3).split(", "))))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Route> found() {
        return methods().map(method -> new Route(verb(method), path(method), who(method))).toList();
    }

    /** Methods with a verb, and sub-resource locators, which have a path and no verb. */
    static Stream<Method> methods() {
        List<Method> methods = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.assay").stream()
                .filter(type -> type.isAnnotatedWith(Path.class)).map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getMethods())).filter(RouteTable::isRoute).toList();
        assertFalse(methods.isEmpty());
        return methods.stream();
    }

    private static boolean isRoute(Method method) {
        return method.isAnnotationPresent(Path.class) || !verb(method).isEmpty();
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null).map(HttpMethod::value).collect(Collectors.joining());
    }

    /** Parameters without the pattern they match. */
    private static String path(Method method) {
        String whole = method.getDeclaringClass().getAnnotation(Path.class).value()
                + (method.isAnnotationPresent(Path.class) ? "/" + method.getAnnotation(Path.class).value() : "");
        return "/" + whole.replaceAll("\\{([a-zA-Z]+)\\s*:(?:[^{}]|\\{[^{}]*\\})*\\}", "{$1}").replaceAll("/{2,}", "/");
    }

    private static Set<String> who(Method method) {
        return Gate.permit(method)
                .map(permit -> permit.anonymous()
                        ? Set.of("anonymous")
                        : Arrays.stream(permit.value()).map(Role::word).collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
