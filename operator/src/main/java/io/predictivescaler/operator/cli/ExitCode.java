package io.predictivescaler.operator.cli;

import picocli.CommandLine;

/** What the program answers to the shell. */
final class ExitCode {
    static final int OK = CommandLine.ExitCode.OK;
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    static final int USAGE = CommandLine.ExitCode.USAGE;

    private ExitCode() {}
}
