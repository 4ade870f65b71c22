package io.predictivescaler.operator.image;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A Java runtime of this JDK's kind with only what the program needs.
 *
 * @param home its directory
 */
record JavaRuntime(Path home) {
    /**
     * Of what jdeps finds, {@code java.desktop} is left out: Jackson and SnakeYAML look for {@code java.beans} and go on without it, and
     * it would bring a window system. Nothing is needed that jdeps cannot find: elliptic curves and the world's clocks are in {@code
     * java.base}, and text is English.
     */
    static final List<String> MODULES = List.of(
            "java.base", "java.logging", "java.naming", "java.net.http", "java.sql", "java.xml", "jdk.httpserver");

    /** What the image holds. */
    static final int VERSION = 25;

    /**
     * Defaults, weaker than JAVA_TOOL_OPTIONS: of a small container's memory the serial collector leaves most to the program, a heap that is
     * full ends the process so that Kubernetes starts another, nothing is written to a root that is read-only, and standard output is the
     * program's alone.
     */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=70",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=warning,cds=off,aot=off:stderr");

    /** Whether this JDK can make one: it has jlink, and its modules packed beside it, or it was built to link from itself. */
    static boolean canBeLinked() {
        return Runtime.version().feature() >= VERSION
                && ToolProvider.findFirst("jlink").isPresent()
                && (Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"))
                        || run("jlink", "--help").contains("Linking from run-time image enabled"));
    }

    /** A new one in a directory that does not exist yet. */
    static JavaRuntime link(Path home) {
        run(
                "jlink",
                "--add-modules",
                String.join(",", MODULES),
                "--add-options",
                String.join(" ", OPTIONS),
                // Layers are compressed anyway: packed twice they would be larger, and slower to start from.
                "--compress",
                "zip-0",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                home.toString());
        return new JavaRuntime(home);
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** What a tool of this JDK prints. */
    static String run(String tool, String... arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        int code = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IllegalStateException(
                        tool + " is not in " + System.getProperty("java.home") + ": use a whole JDK"))
                .run(out, out, arguments);
        if (code != 0) {
            throw new IllegalStateException(tool + " ended with " + code + ": " + printed);
        }
        return printed.toString();
    }
}
