package io.predictivescaler.operator.telemetry;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * One JSON object a line: {@code time} (RFC 3339), {@code level}, {@code message}, the {@code namespace} and {@code name} of the
 * resource it is about, {@code logger}, {@code thread}, {@code exception}. Logback's own encoder names no time zone and hides the
 * resource in a nested object.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    /** The framework's prefix for what it says of the resource in the MDC. */
    private static final String RESOURCE = "resource.";

    private final ObjectMapper json = new ObjectMapper();
    private final ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();

    @Override
    public void start() {
        stackTrace.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = json.createObjectNode();
        line.put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", event.getLevel().toString());
        line.put("message", event.getFormattedMessage());
        addContext(line, event.getMDCPropertyMap());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        if (event.getThrowableProxy() != null) {
            line.put("exception", stackTrace.convert(event));
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void addContext(ObjectNode line, Map<String, String> context) {
        for (String key : new String[] {"namespace", "name"}) {
            String value = Objects.requireNonNullElse(context.get(key), context.getOrDefault(RESOURCE + key, ""));
            if (!value.isEmpty()) {
                line.put(key, value);
            }
        }
        context.forEach((key, value) -> {
            if (!key.startsWith(RESOURCE) && !line.has(key)) {
                line.put(key, value);
            }
        });
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
