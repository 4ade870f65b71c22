package io.predictivescaler.operator.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what is written inside the schema's limits: a status that is too long would be refused as a whole. */
final class Bounded {
    private Bounded() {}

    /** The list, empty where there is none. */
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** The first elements, at most so many. */
    static <T> List<T> list(@Nullable List<T> list, int most) {
        List<T> all = list(list);
        return all.size() <= most ? all : all.subList(0, most);
    }

    /** The text, its end replaced by an ellipsis where it has more characters than this. */
    static @Nullable String text(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
