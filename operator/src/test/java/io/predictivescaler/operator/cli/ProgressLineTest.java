package io.predictivescaler.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void staysOnOneLineAndIsWiped() {
        ProgressLine progress = ProgressLine.on(new PrintStream(written, true, StandardCharsets.UTF_8));
        progress.say("[1/2] shop: 1 of at most 24 origins");
        progress.say("[1/2] shop: 2 of at most 24 origins");
        progress.wipe();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .doesNotContain("\n")
                .contains("2 of at most 24")
                .endsWith("\r\u001B[K");
    }
}
