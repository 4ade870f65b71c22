package io.predictivescaler.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link from one page of the project to another leads somewhere. */
class LinksTest {
    private static final Path ROOT =
            Path.of(System.getProperty("root.directory")).normalize();
    /** Outside of code. A heading's name, too, is where a link may lead. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|``.*?``|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*?) *$");
    private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "node_modules", ".git")
                            .noneMatch(folder -> ROOT.relativize(file).startsWith(folder)
                                    || ROOT.relativize(file).toString().contains("/" + folder + "/")))
                    .toList();
        }
    }

    private static Stream<String> linksOf(Path page) {
        return LINK.matcher(CODE.matcher(text(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"));
    }

    private static boolean leadsNowhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return !Files.exists(file) || parts.length == 2 && !anchorsOf(file).contains(parts[1]);
    }

    /** As GitHub names headings. */
    private static Set<String> anchorsOf(Path page) {
        Stream<String> headings = HEADING.matcher(text(page))
                .results()
                .map(match -> match.group(1)
                        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
        Stream<String> named = ANCHOR.matcher(text(page)).results().map((MatchResult match) -> match.group(1));
        return Stream.concat(headings, named).collect(Collectors.toSet());
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leadToPagesAndSectionsThatAreThere() throws IOException {
        List<Path> pages = pages();

        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(pages.stream()
                        .flatMap(page -> linksOf(page)
                                .filter(link -> leadsNowhere(page, link))
                                .map(link -> ROOT.relativize(page) + " links to " + link)))
                .isEmpty();
    }
}
