package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.operator.metrics.FetchOutcome.Fetched;
import io.predictivescaler.operator.metrics.FetchOutcome.NegativeDemand;
import io.predictivescaler.operator.metrics.FetchOutcome.NoSeries;
import io.predictivescaler.operator.metrics.FetchOutcome.NotFinite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static FetchOutcome outcome(double... values) {
        RangeQuery query = DemandSourceContract.minutes("demand", 0, values.length);
        Matrix.Samples samples = new Matrix.Samples(values.length);
        for (int i = 0; i < values.length; i++) {
            samples.set(i, values[i]);
        }
        Demand demand = new Demand(query);
        assertThat(demand.take(new Matrix(List.of(Map.of()), 1, true, samples, 0), query))
                .isEmpty();
        return demand.outcome();
    }

    @Test
    void takesRoundingNoiseUnderZeroForZero() {
        assertThat(outcome(1e6, -0.5, -0.0))
                .asInstanceOf(type(Fetched.class))
                .satisfies(fetched -> assertThat(fetched.series().toArray(-1)).containsExactly(1e6, 0, 0));
    }

    @Test
    void refusesWhatIsMeantToBeNegative() {
        assertThat(outcome(100, -0.5, 3, -7))
                .isEqualTo(new NegativeDemand(2, DemandSourceContract.START.plusSeconds(120)));
    }

    @Test
    void takesNaNForAGapAndSaysSo() {
        assertThat(outcome(1, Double.NaN, 3)).asInstanceOf(type(Fetched.class)).satisfies(fetched -> {
            assertThat(fetched.series().toArray(-1)).containsExactly(1, -1, 3);
            assertThat(fetched.notes()).singleElement().asString().contains("1 sample that is not a number");
            assertThat(fetched.lastSample()).contains(DemandSourceContract.START.plusSeconds(180));
        });
    }

    @Test
    void refusesOneInfiniteSampleAmongMany() {
        assertThat(outcome(1, 2, Double.POSITIVE_INFINITY, Double.NaN))
                .isEqualTo(new NotFinite(1, DemandSourceContract.START.plusSeconds(180)));
    }

    @Test
    void refusesWhatASeriesCannotHold() {
        assertThat(outcome(1, 1e300)).isInstanceOf(NotFinite.class);
    }

    @Test
    void isNoSeriesWithoutASample() {
        assertThat(new Demand(DemandSourceContract.minutes("demand", 0, 10)).outcome())
                .isInstanceOf(NoSeries.class);
    }
}
