package io.predictivescaler.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.telemetry.LogOutput.Detail;
import io.predictivescaler.operator.trace.UnusableTrace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the program says when it cannot do what it was asked: one line, and a stack trace only for those who want it. */
final class Complaint {
    private static final String PREFIX = "predictive-scaler: ";

    private Complaint() {}

    static void aboutUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(PREFIX + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
    }

    /** What is wrong with one of several inputs; the run goes on. */
    static void aboutTrace(UnusableTrace failure, PrintWriter err) {
        err.println(PREFIX + failure.getMessage());
        err.flush();
    }

    /** What is missing or wrong, a line each; nothing where nothing is. */
    static void about(List<String> problems, PrintWriter err) {
        problems.forEach(problem -> err.println(PREFIX + problem));
        err.flush();
    }

    /** An input that cannot be used. */
    static void about(SimulateSetup.Refused refused, PrintWriter err) {
        err.println(PREFIX + refused.getMessage());
        err.flush();
    }

    static void aboutFailure(Throwable failure, PrintWriter err, Detail detail) {
        err.println(PREFIX + sentence(failure));
        switch (detail) {
            case Verbose -> failure.printStackTrace(err);
            case Normal -> {}
        }
        err.flush();
    }

    /** What went wrong, in one line: what the API server says, wherever it stands in the chain of causes, else the first message. */
    static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException kubernetes) {
                return kubernetes.getStatus() != null && kubernetes.getStatus().getMessage() != null
                        ? "the API server says: " + kubernetes.getStatus().getMessage()
                        : "cannot reach the API server: " + sentenceOf(rootOf(cause));
            }
        }
        return sentenceOf(failure);
    }

    private static String sentenceOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? inWords(failure.getClass()) : message;
    }

    /** {@code UnresolvedAddressException}, which has no message of its own, is an unresolved address. */
    private static String inWords(Class<?> failure) {
        return failure.getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
