package io.predictivescaler.operator.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes and lambdas that a run of the operator needs, one a line as the JVM writes them down. The one in {@code src/image} decides what
 * the image's archive holds, so that the archive follows from the sources; a class that is not in it is only slower to load.
 *
 * @param lines sorted, without what differs from run to run
 */
record ClassList(TreeSet<String> lines) {
    static final Path COMMITTED = Path.of(System.getProperty("root.directory"), "operator/src/image/classes.txt");

    /** One as {@code -XX:DumpLoadedClassList} writes it. */
    static ClassList read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new ClassList(lines.filter(line -> !line.startsWith("#"))
                    // Which constants were resolved is another matter in each run.
                    .filter(line -> !line.startsWith("@cp"))
                    .map(line -> line.replaceFirst(" id: .*", ""))
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** Our own classes, as {@code io/predictivescaler/…}. */
    Set<String> own() {
        return lines.stream()
                .filter(line -> line.startsWith("io/predictivescaler/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
