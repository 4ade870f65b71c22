package io.predictivescaler.operator.spec;

/** What a whole number may be, both ends included, and what it is where the user says nothing. */
record NumberRange(int standard, int least, int most) {
    boolean contains(int number) {
        return number >= least && number <= most;
    }

    @Override
    public String toString() {
        return least + " to " + most;
    }
}
