package io.predictivescaler.operator.simulate;

import io.fabric8.kubernetes.api.model.Quantity;
import io.predictivescaler.operator.api.Formats;
import io.predictivescaler.simulation.Behavior;
import io.predictivescaler.simulation.ScalingPolicy;
import io.predictivescaler.simulation.ScalingRules;
import io.predictivescaler.simulation.ScalingRules.Select;
import io.predictivescaler.simulation.Tolerance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A {@code behavior} with the API's defaults filled in; where there is none, the API fills in nothing. */
record BehaviorReading(Behavior behavior, Tolerance tolerance) {
    private static final int LONGEST_WINDOW_SECONDS = 3600;
    private static final int LONGEST_PERIOD_SECONDS = 1800;
    private static final Pattern QUANTITY = Pattern.compile(Formats.QUANTITY);
    private static final double MOST_TOLERANCE = 100;

    static BehaviorReading of(Field behavior) {
        if (behavior.isAbsent()) {
            return new BehaviorReading(new Behavior.Unstated(), Tolerance.STANDARD);
        }
        Behavior.Stated standard = Behavior.standard();
        Field up = behavior.at("scaleUp");
        Field down = behavior.at("scaleDown");
        return new BehaviorReading(
                new Behavior.Stated(rules(up, standard.scaleUp()), rules(down, standard.scaleDown())),
                new Tolerance(
                        tolerance(down.at("tolerance"), 1, Tolerance.STANDARD.down()),
                        tolerance(up.at("tolerance"), MOST_TOLERANCE, Tolerance.STANDARD.up())));
    }

    private static ScalingRules rules(Field stated, ScalingRules standard) {
        OptionalInt window = stated.at("stabilizationWindowSeconds")
                .number(0, LONGEST_WINDOW_SECONDS, "not a window; write seconds from 0 to " + LONGEST_WINDOW_SECONDS);
        List<ScalingPolicy> policies = new ArrayList<>();
        for (Field policy : stated.at("policies").elements()) {
            policies.add(policy(policy));
        }
        return new ScalingRules(
                window.isPresent() ? Duration.ofSeconds(window.getAsInt()) : standard.stabilizationWindow(),
                select(stated.at("selectPolicy")),
                policies.isEmpty() ? standard.policies() : policies);
    }

    private static Select select(Field stated) {
        for (Select select : Select.values()) {
            if (stated.says(select.name())) {
                return select;
            }
        }
        if (!stated.isAbsent()) {
            stated.problem("not a way to select; write Max, Min or Disabled");
        }
        return Select.Max;
    }

    private static ScalingPolicy policy(Field stated) {
        Field value = stated.at("value");
        Field seconds = stated.at("periodSeconds");
        int change = value.number(1, Integer.MAX_VALUE, "not a change; write a whole number above 0")
                .orElse(1);
        int period = seconds.number(
                        1, LONGEST_PERIOD_SECONDS, "not a period; write seconds from 1 to " + LONGEST_PERIOD_SECONDS)
                .orElse(1);
        if (value.isAbsent()) {
            value.problem("required; write a number of pods, or percent");
        }
        if (seconds.isAbsent()) {
            seconds.problem("required; write seconds from 1 to " + LONGEST_PERIOD_SECONDS);
        }
        if (stated.at("type").says("Percent")) {
            return new ScalingPolicy.Percent(change, Duration.ofSeconds(period));
        }
        if (!stated.at("type").says("Pods")) {
            stated.at("type").problem("not a type of policy; write Pods or Percent");
        }
        return new ScalingPolicy.Pods(change, Duration.ofSeconds(period));
    }

    private static double tolerance(Field stated, double most, double standard) {
        if (stated.isAbsent()) {
            return standard;
        }
        double share = stated.text()
                .filter(text -> QUANTITY.matcher(text).matches())
                .map(text -> Quantity.parse(text).getNumericalAmount().doubleValue())
                .orElse(-1.0);
        if (!(share >= 0 && share <= most)) {
            stated.problem("not a tolerance; write a share such as 0.05 or 50m, from 0 to " + (int) most);
            return standard;
        }
        return share;
    }
}
