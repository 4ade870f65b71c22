package io.predictivescaler.operator.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What reading a resource comes to. */
public sealed interface SpecOutcome {
    /**
     * A spec to work from.
     *
     * @param notes what was changed on the way and the user should know, such as a coarsened step
     */
    record Valid(ScalerSpec spec, List<String> notes) implements SpecOutcome {
        public Valid {
            notes = List.copyOf(notes);
        }
    }

    /** A resource that cannot be worked from, with all of its problems. */
    record Invalid(List<Problem> problems) implements SpecOutcome {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an invalid resource has at least one problem");
            }
        }

        /** All problems within {@code longest} characters: as many sentences as fit, and the fields of the others by name. */
        public String message(int longest) {
            for (int told = problems.size(); told > 0; told--) {
                String text = message(problems.subList(0, told), problems.subList(told, problems.size()));
                if (text.length() <= longest) {
                    return text;
                }
            }
            return message(List.of(), problems);
        }

        private static String message(List<Problem> told, List<Problem> named) {
            Stream<String> sentences = told.stream().map(Problem::sentence);
            Stream<String> rest = named.isEmpty()
                    ? Stream.empty()
                    : Stream.of(named.size()
                            + (told.isEmpty() ? " problems in " : " more in ")
                            + named.stream().map(Problem::field).distinct().collect(Collectors.joining(", ")));
            return Stream.concat(sentences, rest).collect(Collectors.joining("; "));
        }

        /** All problems, one sentence each. */
        public String message() {
            return problems.stream().map(Problem::sentence).collect(Collectors.joining("; "));
        }
    }
}
