package io.predictivescaler.operator.spec;

import java.util.List;
import java.util.stream.Collectors;

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

        /** All problems, one sentence each. */
        public String message() {
            return problems.stream().map(Problem::sentence).collect(Collectors.joining("; "));
        }
    }
}
