package io.predictivescaler.operator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells on one line of a terminal how far a run is; silent elsewhere. The line is wiped before anything else is written. */
final class ProgressLine {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final String WIPE = "\r\u001B[K";

    private final PrintStream terminal;
    private final boolean shown;

    private ProgressLine(PrintStream terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** On the standard error stream, if that is a terminal. */
    static ProgressLine ofProcess() {
        return new ProgressLine(System.err, isTerminal());
    }

    static ProgressLine on(PrintStream terminal) {
        return new ProgressLine(terminal, true);
    }

    void say(String what) {
        if (shown) {
            terminal.print(WIPE + what);
            terminal.flush();
        }
    }

    void wipe() {
        say("");
    }

    /** Java 21 can only tell whether input and output are one, and output may go to a file while errors are watched. */
    @SuppressWarnings("SystemConsoleNull") // only asked where it still is null without a terminal
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noSuchPlace) {
            return System.console() != null && Runtime.version().feature() < 22;
        }
    }
}
