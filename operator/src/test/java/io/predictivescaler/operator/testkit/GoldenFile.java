package io.predictivescaler.operator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is made by a test: written with {@code -Dgolden.update=true}, compared without. */
public final class GoldenFile {
    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /** By its path from the root of the repository. */
    public static GoldenFile at(String path) {
        return new GoldenFile(Path.of(System.getProperty("root.directory")).resolve(path));
    }

    public void is(String made) {
        if (Boolean.getBoolean("golden.update")) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, made);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(file)
                .as("to write it anew, run this test with -Dgolden.update=true")
                .content()
                .isEqualTo(made);
    }
}
