package io.predictivescaler.operator.metrics;

import io.predictivescaler.operator.testkit.prometheus.PrometheusStub;
import io.predictivescaler.operator.testkit.prometheus.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A demand source over a stub")
class StubbedPrometheusIT extends DemandSourceContract {
    private PrometheusStub stub;
    private PrometheusSource source;

    @BeforeEach
    void start() {
        stub = script(PrometheusStub.start());
        source = new TestSources().of(stub.url());
    }

    @AfterEach
    void stop() {
        source.close();
        stub.close();
    }

    private static PrometheusStub script(PrometheusStub stub) {
        return stub.serving(QUERY, DEMAND)
                .serving(MANY, Reply.series("{\"pod\":\"a\",\"zone\":\"x\"}", "{\"pod\":\"b\",\"zone\":\"x\"}"))
                .serving(NAN, Reply.constant("NaN"))
                .serving(INFINITE, Reply.constant("+Inf"))
                .serving(NEGATIVE, Reply.constant("-5"))
                .serving(BAD, Reply.error(400, "bad_data", "1:28: parse error: unclosed left parenthesis"));
    }

    @Override
    DemandSource source() {
        return source;
    }

    @Override
    void takeAway() {
        stub.close();
    }

    @Override
    void bringBack() {
        stub = script(PrometheusStub.startAgain(stub.port()));
    }
}
