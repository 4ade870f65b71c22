package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0         | 0
                    0.25      | 0.2
                    0.04      | 0.04
                    0.0031    | 0.0031
                    0.099     | 0.1
                    1         | 1
                    6.96      | 7
                    7.25      | 7.2
                    9.94      | 9.9
                    9.96      | 10
                    12.4      | 12
                    789.75    | 790
                    2750      | 2,750
                    1234567.8 | 1,234,568
                    -3.21     | -3.2
                    """)
    void saysNumbersAsPeopleDo(double value, String said) {
        assertThat(Rounded.number(value)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "PT45S,45 seconds", "PT1M,1 minute", "PT90S,90 seconds", "PT3M,3 minutes", "PT1H,1 hour", "PT90M,90 minutes",
        "PT24H,1 day", "PT36H,36 hours", "PT48H,2 days", "PT156H,6.5 days", "PT672H,28 days", "PT24000H,'1,000 days'"
    })
    void saysLengthsInTheUnitThatFits(Duration length, String said) {
        assertThat(Rounded.length(length)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"PT1M,1 minute", "PT15S,0.2 minutes", "PT790M,790 minutes", "PT0S,0 minutes"})
    void countsMinutes(Duration time, String said) {
        assertThat(Rounded.inMinutes(time)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"0,0 %", "0.0681,6.8 %", "0.1073,11 %", "0.0004,0.04 %", "1.5,150 %"})
    void saysSharesInPercent(double share, String said) {
        assertThat(Rounded.percent(share)).isEqualTo(said);
    }
}
