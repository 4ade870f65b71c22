package io.predictivescaler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
    private static final StartUp AT_ONCE = StartUp.fixed(Duration.ZERO);

    @ParameterizedTest(name = "{0} per pod: {1}m")
    @CsvSource({"0, 0", "25, 350", "50, 700", "71.428, 1000", "80, 1000", "5000, 1000"})
    void itsCpuIsCensoredAtTheLimit(double load, double milliCpu) {
        assertThat(Workload.carrying(50, 70, AT_ONCE).milliCpuUnder(load)).isCloseTo(milliCpu, within(0.01));
    }

    @Test
    void carriesItsCapacityAtTheTargetAndCapacityByTargetAtMost() {
        Workload workload = Workload.carrying(50, 70, AT_ONCE);
        assertThat(workload.loadAt(70)).isCloseTo(50, within(1e-9));
        assertThat(workload.saturationLoad()).isCloseTo(50 / 0.7, within(1e-9));
    }

    @Test
    void carriesNoMoreAtATargetAboveItsLimit() {
        // Request 1000m, limit 800m: 90 % of the request is never reached.
        Workload limited = new Workload(1000, 800, 100, 10, AT_ONCE);
        assertThat(limited.loadAt(90)).isEqualTo(limited.saturationLoad()).isEqualTo(70);
    }

    @Test
    void aTargetBelowItsIdleUseLeavesItNoLoad() {
        assertThat(new Workload(1000, 800, 100, 10, AT_ONCE).loadAt(5)).isZero();
    }

    @Test
    void refusesALimitThatItsIdleUseReaches() {
        assertThatThrownBy(() -> new Workload(1000, 100, 100, 10, AT_ONCE))
                .hasMessage("a CPU request is positive and a limit above idle use, unlike request 1000m, limit 100m,"
                        + " idle 100m");
    }
}
