package io.predictivescaler.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.predictivescaler.operator.metrics.SecretReader.Holder;
import io.predictivescaler.operator.metrics.SecretReader.Outcome;
import io.predictivescaler.operator.metrics.SecretReader.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What everything that reads secrets does. */
abstract class SecretReaderContract {
    abstract SecretReader reader();

    abstract void given(Reference reference, String value);

    private static Reference token(Holder holder) {
        return new Reference(holder, "shop", "prom", "token");
    }

    private String problem(Reference reference) {
        return assertThat(reader().read(reference))
                .asInstanceOf(type(Outcome.Unavailable.class))
                .actual()
                .message();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheValueOfAKey(Holder holder) {
        given(token(holder), "gehëim\n");

        assertThat(reader().read(token(holder))).isEqualTo(new Outcome.Found("gehëim\n"));
    }

    @ParameterizedTest
    @EnumSource
    void namesAnObjectThatDoesNotExist(Holder holder) {
        assertThat(problem(token(holder))).contains(holder + " shop/prom does not exist", "token");
    }

    @ParameterizedTest
    @EnumSource
    void namesAKeyThatIsNotThere(Holder holder) {
        given(new Reference(holder, "shop", "prom", "other"), "hush");

        assertThat(problem(token(holder)))
                .contains(holder + " shop/prom has no key token")
                .doesNotContain("hush");
    }

    @Test
    void looksInNoOtherNamespace() {
        given(new Reference(Holder.Secret, "monitoring", "prom", "token"), "hush");

        assertThat(problem(token(Holder.Secret))).contains("does not exist");
    }

    @Test
    void takesNoConfigMapForASecret() {
        given(token(Holder.ConfigMap), "hush");

        assertThat(problem(token(Holder.Secret))).contains("does not exist");
    }
}
