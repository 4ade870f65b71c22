package io.predictivescaler.operator.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import io.predictivescaler.operator.config.LogFormat;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Where log lines go, and how they look: before this is called, warnings go to the standard error stream. */
public final class LogOutput {
    private static final String TEXT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%X{resource.namespace}/%X{resource.name}] %logger{20}: %msg%n";

    private LogOutput() {}

    /** How much is said. */
    public enum Detail {
        /** Changes and failures. */
        Normal,
        /** What led to them, too. */
        Verbose
    }

    /** Log lines for whoever watches the operator: everything from INFO on, to the standard output stream. */
    public static void ofOperator(LogFormat format, Detail detail) {
        LoggerContext context = reset();
        switch (format) {
            case json -> send(context, ConsoleTarget.SystemOut, new JsonLines());
            case text -> send(context, ConsoleTarget.SystemOut, text(context, TEXT));
        }
        root(context).setLevel(Level.INFO);
        context.getLogger("io.predictivescaler").setLevel(detail == Detail.Verbose ? Level.DEBUG : Level.INFO);
        // The framework reports each of its own retries and watches; what matters of them reaches conditions and
        // metrics.
        context.getLogger("io.fabric8.kubernetes.client").setLevel(Level.WARN);
    }

    /** Log lines beside a command's own output: warnings only, to the standard error stream. */
    public static void ofCommand(Detail detail) {
        LoggerContext context = reset();
        String pattern = detail == Detail.Verbose ? "%-5level %logger{20}: %msg%n" : "%level: %msg%n%nopex";
        send(context, ConsoleTarget.SystemErr, text(context, pattern));
        root(context).setLevel(detail == Detail.Verbose ? Level.INFO : Level.WARN);
    }

    private static LoggerContext reset() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            throw new IllegalStateException("log lines are Logback's, not those of " + factory.getClass());
        }
        context.reset();
        // A warning for whoever writes a client, about v1alpha1: users can do nothing about it.
        context.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
                .setLevel(Level.ERROR);
        return context;
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        return encoder;
    }

    private static void send(LoggerContext context, ConsoleTarget target, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("console");
        appender.setTarget(target.getName());
        appender.setEncoder(encoder);
        appender.start();
        root(context).addAppender(appender);
    }
}
