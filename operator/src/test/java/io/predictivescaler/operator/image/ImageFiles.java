package io.predictivescaler.operator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Makes what the image adds to its base, one directory for each layer: {@code runtime}, {@code program} and {@code archive}, with the paths
 * that the files have in the image beneath them. The same jar, class list and JDK give the same bytes, wherever the directory lies.
 */
final class ImageFiles {
    /** When Jib says that every file was changed last: the JVM takes an archive only for a jar of just this time and size. */
    private static final FileTime MODIFIED = FileTime.from(Instant.ofEpochSecond(1));

    private ImageFiles() {}

    /** Jar, class list, directory. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Runtime.version().feature() != JavaRuntime.VERSION) {
            throw new IllegalStateException("the image holds Java " + JavaRuntime.VERSION + ", and this is Java "
                    + Runtime.version().feature() + ": add a JDK " + JavaRuntime.VERSION + " to Maven's toolchains");
        }
        make(Path.of(arguments[0]), Path.of(arguments[1]).toAbsolutePath(), Path.of(arguments[2]));
    }

    private static void make(Path jar, Path classList, Path directory) throws IOException, InterruptedException {
        delete(directory);
        JavaRuntime runtime = JavaRuntime.link(
                Files.createDirectories(directory.resolve("runtime/opt")).resolve("java"));
        Path program = Files.createDirectories(directory.resolve("program/app")).resolve("predictive-scaler.jar");
        Files.copy(jar, program);
        Files.setLastModifiedTime(program, MODIFIED);
        Path archive = Files.createDirectories(directory.resolve("archive/app")).resolve("predictive-scaler.jsa");
        dump(runtime, program, classList, archive);
    }

    /** From the jar's own directory, for an archive remembers the path of its jar as it was given: the image starts in /app for that. */
    private static void dump(JavaRuntime runtime, Path jar, Path classList, Path archive)
            throws IOException, InterruptedException {
        Path log = archive.resolveSibling("dump.log").toAbsolutePath();
        Process java = new ProcessBuilder(
                        runtime.java().toAbsolutePath().toString(),
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classList,
                        "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
                        "-jar",
                        jar.getFileName().toString())
                .directory(jar.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = java.waitFor();
        if (code != 0 || !Files.isRegularFile(archive)) {
            throw new IllegalStateException(
                    "no archive of classes, java ended with " + code + ": " + Files.readString(log));
        }
        Files.delete(log);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
