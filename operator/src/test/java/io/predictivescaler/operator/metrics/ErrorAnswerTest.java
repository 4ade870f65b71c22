package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorAnswerTest {
    private static String shown(String error, String query) {
        return new ErrorAnswer("bad_data", error).shownTo(query);
    }

    private static ErrorAnswer read(String body) throws IOException {
        return ErrorAnswer.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void showsPrometheusOwnWords() {
        assertThat(shown("1:5: parse error: unexpected identifier \"by\"", "sum \"by\" (x)"))
                .isEqualTo("1:5: parse error: unexpected identifier \"by\"");
    }

    @Test
    void hidesTheLabelValuesOfSeriesThatDoNotMatch() {
        String error =
                "found duplicate series for the match group {job=\"pay\"} on the right hand-side of the operation: "
                        + "[{__name__=\"up\", instance=\"10.0.0.1:80\"}, {tenant=\"a \\\"b\\\" c\"}]";

        assertThat(shown(error, "a * on(job) up{job=\"pay\"}"))
                .contains("match group {job=\"…\"}", "instance=\"…\"", "{tenant=\"…\"}]")
                .doesNotContain("pay", "10.0.0.1", "\"up\"");
    }

    @Test
    void hidesQuotedTextThatIsNotInTheQuery() {
        assertThat(shown("no such store \"10.0.0.1\"", "up")).isEqualTo("no such store \"…\"");
        assertThat(shown("cut off in \"10.0.0.1", "up")).isEqualTo("cut off in \"…\"");
    }

    @Test
    void isOneLineOfBearableLength() {
        assertThat(shown("a\n\tb\u001b[31m" + "x".repeat(1000), "up"))
                .startsWith("a b [31mx")
                .hasSizeLessThanOrEqualTo(301);
    }

    @Test
    void isReadFromPrometheusJson() throws IOException {
        assertThat(read("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\",\"data\":{\"a\":[1]}}"))
                .isEqualTo(new ErrorAnswer("bad_data", "no"));
    }

    @Test
    void isNothingWhenSomebodyElseAnswers() throws IOException {
        for (String body :
                new String[] {"", "<html>", "[]", "{\"error\":\"no\"}", "{\"error\":\"" + "x".repeat(100_000)}) {
            assertThat(read(body).isFromPrometheus()).as(body).isFalse();
        }
    }
}
