package io.predictivescaler.forecasting.evidence;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * One constant of a record of constants. They are found by reflection, so that one that is added is asked about without being named
 * here.
 */
record Constant(String name, int index) {
    static Constant named(Record constants, String name) {
        return all(constants).stream()
                .filter(constant -> constant.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is no constant of " + constants));
    }

    /** Those that are numbers. */
    static List<Constant> all(Record constants) {
        RecordComponent[] components = constants.getClass().getRecordComponents();
        return Arrays.stream(components)
                .filter(component -> component.getType() == double.class)
                .map(component ->
                        new Constant(component.getName(), List.of(components).indexOf(component)))
                .toList();
    }

    double of(Record constants) {
        return (double) value(constants, constants.getClass().getRecordComponents()[index]);
    }

    /** The same record with another value of this constant. */
    <R extends Record> R in(R constants, double value) {
        RecordComponent[] components = constants.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(constants, component))
                .toArray();
        values[index] = value;
        try {
            @SuppressWarnings("unchecked") // the constructor of its own class
            R changed = (R) constants
                    .getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new))
                    .newInstance(values);
            return changed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Record constants, RecordComponent component) {
        try {
            return component.getAccessor().invoke(constants);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
