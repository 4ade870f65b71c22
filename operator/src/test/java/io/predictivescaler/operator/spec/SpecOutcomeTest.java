package io.predictivescaler.operator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecOutcomeTest {
    private final SpecOutcome.Invalid invalid = new SpecOutcome.Invalid(List.of(
            new Problem("spec.timeZone", "Mars/Base", "not a time zone"),
            new Problem("spec.budget", "set", "not supported yet"),
            new Problem("spec.demand[0].query", "absent", "write PromQL")));

    @Test
    void tellsAllProblemsWhereThereIsRoom() {
        assertThat(invalid.message(300))
                .isEqualTo("spec.timeZone is Mars/Base: not a time zone; spec.budget is set: not supported yet; "
                        + "spec.demand[0].query is absent: write PromQL")
                .isEqualTo(invalid.message());
    }

    @Test
    void namesTheFieldsOfThoseThatDoNotFit() {
        assertThat(invalid.message(100))
                .isEqualTo("spec.timeZone is Mars/Base: not a time zone; 2 more in spec.budget, spec.demand[0].query");
    }

    @Test
    void namesAllFieldsWhereNotOneSentenceFits() {
        assertThat(invalid.message(10)).isEqualTo("3 problems in spec.timeZone, spec.budget, spec.demand[0].query");
    }
}
