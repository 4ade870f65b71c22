package io.predictivescaler.operator.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.predictivescaler.planning.SwitchOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchLocationTest {
    private final SwitchLocation location = new SwitchLocation("ops", "stop");

    private SwitchPosition saying(String value) {
        return location.positionOf(
                new ConfigMapBuilder().addToData("mode", value).build());
    }

    @Test
    void isOffWithoutTheConfigMapOrTheKey() {
        assertThat(location.positionOf(null)).isEqualTo(new SwitchPosition.Off());
        assertThat(location.positionOf(new ConfigMapBuilder().build())).isEqualTo(new SwitchPosition.Off());
        assertThat(location.positionOf(
                        new ConfigMapBuilder().addToData("Mode", "Freeze").build()))
                .isEqualTo(new SwitchPosition.Off());
    }

    @ParameterizedTest
    @CsvSource({"Freeze, Freeze", "Release, Release", "Restore, Restore", "freeze, Freeze", "'  RESTORE\n', Restore"})
    void saysAnOrderHoweverItIsWritten(String value, SwitchOrder order) {
        assertThat(saying(value))
                .isEqualTo(
                        new SwitchPosition.On(
                                order,
                                "the kill switch says " + order
                                        + " (key 'mode' of ConfigMap 'ops/stop'; who may edit it lifts it by removing the key)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void meansReleaseWithoutAValue(String value) {
        assertThat(saying(value)).isInstanceOfSatisfying(SwitchPosition.On.class, on -> {
            assertThat(on.order()).isEqualTo(SwitchOrder.Release);
            assertThat(on.clause()).startsWith("the kill switch has no value, which means Release (key 'mode' of ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Off", "true", "Unread", "Freeze;Release", "s3cr3t"})
    void freezesOnAnythingElseAndDoesNotRepeatIt(String value) {
        assertThat(saying(value)).isInstanceOfSatisfying(SwitchPosition.On.class, on -> {
            assertThat(on.order()).isEqualTo(SwitchOrder.Freeze);
            assertThat(on.clause())
                    .isEqualTo("the kill switch says none of Freeze, Release, Restore, so it freezes until the value"
                            + " is corrected (key 'mode' of ConfigMap 'ops/stop'; who may edit it lifts it by removing"
                            + " the key)")
                    .doesNotContain(value.equals("Freeze;Release") ? value : "'" + value + "'");
        });
    }

    @Test
    void freezesOnAValueThatIsNoText() {
        assertThat(location.positionOf(
                        new ConfigMapBuilder().addToBinaryData("mode", "//79").build()))
                .isEqualTo(saying("no order"));
    }

    @Test
    void saysWhatIsMissingWhereItWasNeverRead() {
        assertThat(location.unread("status 403"))
                .isEqualTo(new SwitchPosition.On(
                        SwitchOrder.Unread,
                        "whether the kill switch is on is not known, since key 'mode' of ConfigMap 'ops/stop' cannot be"
                                + " read (status 403; the operator needs get, list and watch of it)"));
    }
}
