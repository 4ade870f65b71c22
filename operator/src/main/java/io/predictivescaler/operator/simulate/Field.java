package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document, and what stands there.
 *
 * @param path as messages name it; empty for the document itself
 * @param value null where nothing stands
 * @param problems where what is wrong is gathered; shared by all fields of a document
 */
record Field(String path, @Nullable Object value, List<Problem> problems) {
    private static final int LONGEST_VALUE = 80;

    /** The whole document. */
    static Field of(Map<?, ?> document) {
        return new Field("", document, new ArrayList<>());
    }

    Field at(String name) {
        return new Field(
                path.isEmpty() ? name : path + "." + name,
                value instanceof Map<?, ?> fields ? fields.get(name) : null,
                problems);
    }

    /** Its elements; none where it is no list. */
    List<Field> elements() {
        return value instanceof List<?> list
                ? IntStream.range(0, list.size())
                        .mapToObj(i -> new Field(path + "[" + i + "]", list.get(i), problems))
                        .toList()
                : List.of();
    }

    boolean isAbsent() {
        return value == null;
    }

    /** The text or number that stands here; empty where there is none. */
    Optional<String> text() {
        return value instanceof String || value instanceof Number ? Optional.of(value.toString()) : Optional.empty();
    }

    boolean says(String text) {
        return text.equals(value);
    }

    /** The whole number that stands here, nothing where there is none; one out of range is a problem. */
    OptionalInt number(int least, int most, String remedy) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return OptionalInt.of(number);
        }
        problem(remedy);
        return OptionalInt.empty();
    }

    /** Notes that what stands here cannot be used, and what to write instead. */
    void problem(String message) {
        problems.add(new Problem(path, shown(), message));
    }

    private String shown() {
        return switch (value) {
            case null -> "absent";
            case Map<?, ?> fields -> "an object";
            case List<?> list -> list.isEmpty() ? "[]" : "a list";
            case Number number -> number.toString();
            case Object other -> {
                String text = other.toString();
                yield '"' + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text) + '"';
            }
        };
    }
}
