package io.predictivescaler.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.metrics.FailureKind;
import io.predictivescaler.planning.LimitedBy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionReasonTest {
    @Test
    void namesAreWhatTheApiAccepts() {
        assertThat(Arrays.stream(ConditionReason.values()).map(Enum::name))
                .allMatch(name -> name.matches("[A-Z][A-Za-z0-9]{0,127}"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureOfPrometheusHasOne(FailureKind failure) {
        assertThat(ConditionReason.of(failure)).isNotIn(ConditionReason.AsExpected, ConditionReason.DemandRead);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "None")
    void everyLimitHasTheReasonOfItsName(LimitedBy limit) {
        assertThat(ConditionReason.of(limit)).hasToString(limit.name());
    }
}
