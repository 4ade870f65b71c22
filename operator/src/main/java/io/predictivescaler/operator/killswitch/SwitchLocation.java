package io.predictivescaler.operator.killswitch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.predictivescaler.planning.SwitchOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which ConfigMap is the kill switch, and what it means.
 *
 * @param namespace the operator's own, so that only who may administer the operator may stop it
 */
record SwitchLocation(String namespace, String name) {
    /** The only key that counts. */
    static final String KEY = "mode";

    private static final List<SwitchOrder> SAYABLE =
            List.of(SwitchOrder.Freeze, SwitchOrder.Release, SwitchOrder.Restore);

    /**
     * What the ConfigMap says; null where there is none. Without a value, Release is meant. Any other value than an order freezes: to
     * change nothing is the one thing that none of the orders would regret. The value itself is not repeated, since others read the
     * statuses of their resources who may not read the operator's ConfigMaps.
     */
    SwitchPosition positionOf(@Nullable ConfigMap standing) {
        if (standing == null) {
            return new SwitchPosition.Off();
        }
        Optional<String> value = Optional.ofNullable(standing.getData()).map(data -> data.get(KEY));
        boolean binary =
                standing.getBinaryData() != null && standing.getBinaryData().containsKey(KEY);
        return value.<SwitchPosition>map(text -> on(text.strip()))
                .orElseGet(() -> binary ? incomprehensible() : new SwitchPosition.Off());
    }

    /** Of a switch that could not be read since the operator started. */
    SwitchPosition unread(String why) {
        return new SwitchPosition.On(
                SwitchOrder.Unread,
                "whether the kill switch is on is not known, since " + this + " cannot be read (" + why
                        + "; the operator needs get, list and watch of it)");
    }

    private SwitchPosition on(String value) {
        if (value.isEmpty()) {
            return on(SwitchOrder.Release, "has no value, which means Release");
        }
        return SAYABLE.stream()
                .filter(order -> order.name().equalsIgnoreCase(value))
                .findFirst()
                .map(order -> on(order, "says " + order))
                .orElseGet(this::incomprehensible);
    }

    private SwitchPosition incomprehensible() {
        String orders = SAYABLE.stream().map(Enum::name).collect(Collectors.joining(", "));
        return on(SwitchOrder.Freeze, "says none of " + orders + ", so it freezes until the value is corrected");
    }

    private SwitchPosition on(SwitchOrder order, String says) {
        return new SwitchPosition.On(
                order, "the kill switch " + says + " (" + this + "; who may edit it lifts it by removing the key)");
    }

    @Override
    public String toString() {
        return "key '" + KEY + "' of ConfigMap '" + namespace + "/" + name + "'";
    }
}
