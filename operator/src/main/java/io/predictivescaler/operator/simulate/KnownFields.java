package io.predictivescaler.operator.simulate;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds fields that the API does not have. The API server drops them and goes on, so that a misspelt one is as if it had not been
 * written; whoever tries a resource before applying it is told.
 */
final class KnownFields {
    private KnownFields() {}

    /** Notes every field below {@code stated} that {@code type}, a record of the API, has no component for. */
    static void check(Field stated, Class<?> type) {
        if (!(stated.value() instanceof Map<?, ?> fields)) {
            return;
        }
        List<RecordComponent> known = List.of(type.getRecordComponents());
        for (Object key : fields.keySet()) {
            Field field = stated.at(String.valueOf(key));
            Optional<RecordComponent> component =
                    known.stream().filter(each -> each.getName().equals(key)).findFirst();
            if (component.isEmpty()) {
                field.problem("not a field that is known here; " + remedy(String.valueOf(key), known));
            } else {
                checkWithin(field, component.get().getGenericType());
            }
        }
    }

    private static void checkWithin(Field field, Type type) {
        if (type instanceof Class<?> single && single.isRecord()) {
            check(field, single);
        } else if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            field.elements().forEach(each -> check(each, element));
        }
    }

    private static String remedy(String key, List<RecordComponent> known) {
        return known.stream()
                .map(RecordComponent::getName)
                .min(Comparator.comparingInt(name -> distance(name, key)))
                .filter(name -> distance(name, key) <= 2)
                .map(name -> "write " + name + ", or remove it")
                .orElseGet(() -> "remove it; known are "
                        + String.join(
                                ", ",
                                known.stream().map(RecordComponent::getName).toList()));
    }

    /** Levenshtein's: insertions, deletions and changes of a character, capitals aside. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + (same ? 0 : 1));
            }
            before = now;
        }
        return before[other.length()];
    }
}
