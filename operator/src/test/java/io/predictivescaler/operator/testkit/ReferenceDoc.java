package io.predictivescaler.operator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A document in {@code docs/} that a test keeps in step with the code: parts ({@code ## Part}) of sections ({@code ### Name}), in
 * which lines quoted by {@code >} are what the product says, and the rest is written by hand.
 */
public final class ReferenceDoc {
    private static final String QUOTE = "> ";

    private final Path file;
    private final List<String> lines;

    private ReferenceDoc(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    public static ReferenceDoc of(String name) {
        Path file = Path.of(System.getProperty("root.directory"), "docs", name);
        try {
            return new ReferenceDoc(file, new ArrayList<>(Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a part's sections, in their order. */
    public List<String> sections(String part) {
        return IntStream.range(start(part), end(part))
                .mapToObj(lines::get)
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** What is written by hand in a section. */
    public String prose(String part, String section) {
        return String.join(
                "\n",
                lines(part, section).stream()
                        .filter(line -> !line.startsWith(">"))
                        .toList());
    }

    /** What is quoted in a section. */
    public List<String> quotes(String part, String section) {
        return lines(part, section).stream()
                .filter(line -> line.startsWith(QUOTE))
                .map(line -> line.substring(QUOTE.length()))
                .toList();
    }

    /** The cells of the tables in a section, without their heads. */
    public List<List<String>> rows(String part, String section) {
        List<List<String>> rows = new ArrayList<>();
        boolean body = false;
        for (String line : lines(part, section)) {
            if (line.startsWith("|---")) {
                body = true;
            } else if (!line.startsWith("|")) {
                body = false;
            } else if (body) {
                rows.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** Writes other quotes into a section, after its prose where it had none, and saves the document. */
    public void quote(String part, String section, List<String> sentences) {
        int from = start(part, section);
        int to = from + lines(part, section).size();
        int first = IntStream.range(from, to)
                .filter(i -> lines.get(i).startsWith(">"))
                .findFirst()
                .orElse(to);
        List<String> block = new ArrayList<>();
        for (String sentence : sentences) {
            if (!block.isEmpty()) {
                block.add(">");
            }
            block.add(QUOTE + sentence);
        }
        if (first == to && !block.isEmpty()) {
            block.add("");
        }
        lines.subList(from, to).removeIf(line -> line.startsWith(">"));
        lines.addAll(first, block);
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String part, String section) {
        int start = start(part, section);
        int end = IntStream.range(start, end(part))
                .filter(i -> lines.get(i).startsWith("### "))
                .findFirst()
                .orElse(end(part));
        return List.copyOf(lines.subList(start, end));
    }

    private int start(String part, String section) {
        return IntStream.range(start(part), end(part))
                        .filter(i -> lines.get(i).equals("### " + section))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(
                                file.getFileName() + " has no '### " + section + "' under '## " + part + "'"))
                + 1;
    }

    private int start(String part) {
        int heading = lines.indexOf("## " + part);
        if (heading < 0) {
            throw new AssertionError(file.getFileName() + " has no '## " + part + "'");
        }
        return heading + 1;
    }

    private int end(String part) {
        return IntStream.range(start(part), lines.size())
                .filter(i -> lines.get(i).startsWith("## "))
                .findFirst()
                .orElse(lines.size());
    }
}
