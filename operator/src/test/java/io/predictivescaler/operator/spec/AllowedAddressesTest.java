package io.predictivescaler.operator.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedAddressesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            thanos.monitoring,      https://thanos.monitoring:10902/x, true
            thanos.monitoring,      http://THANOS.monitoring.,         true
            thanos.monitoring,      https://thanos.monitoring.evil,    false
            thanos.monitoring,      https://evil-thanos.monitoring,    false
            thanos.monitoring:443,  https://thanos.monitoring,         true
            thanos.monitoring:443,  http://thanos.monitoring,          false
            thanos.monitoring:9090, https://thanos.monitoring:9091,    false
            [::1],                  http://[::1]:9090/x,               true
            [::1]:9090,             http://[::1]:9090,                 true
            [::1]:9090,             http://[::1]:9091,                 false
            [::1]:9090,             http://[::2]:9090,                 false
            [FD00::A]:443,          https://[fd00::a],                 true
            *.monitoring,           https://mimir.monitoring,          true
            *.monitoring,           https://monitoring,                false
            *.monitoring,           https://a.b.monitoring,            false
            """)
    void admitsByHostAndPort(String pattern, URI url, boolean admitted) {
        assertThat(new AllowedAddresses(List.of(pattern)).admits(url)).isEqualTo(admitted);
    }

    @Test
    void admitNothingByThemselves() {
        assertThat(AllowedAddresses.none().admits(URI.create("https://thanos.monitoring")))
                .isFalse();
    }

    @Test
    void refusesAPatternThatIsNoAddress() {
        assertThatThrownBy(() -> new AllowedAddresses(List.of("https://thanos")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://thanos");
        assertThatThrownBy(() -> new AllowedAddresses(List.of("*"))).isInstanceOf(IllegalArgumentException.class);
    }
}
