package io.predictivescaler.operator.killswitch;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** Kill switches as their ConfigMap has them. */
public final class Switches {
    private static final SwitchLocation LOCATION =
            new SwitchLocation("predictive-scaler", "predictive-scaler-kill-switch");

    private Switches() {}

    public static SwitchPosition off() {
        return LOCATION.positionOf(null);
    }

    public static SwitchPosition saying(String mode) {
        return LOCATION.positionOf(
                new ConfigMapBuilder().addToData(SwitchLocation.KEY, mode).build());
    }

    public static SwitchPosition unread(String why) {
        return LOCATION.unread(why);
    }
}
