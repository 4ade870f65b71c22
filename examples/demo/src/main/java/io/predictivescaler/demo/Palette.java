package io.predictivescaler.demo;

/** Colour, where it is wanted. */
enum Palette {
    Coloured("\u001b[31;1m", "\u001b[1m", "\u001b[0m"),
    /** As NO_COLOR asks. */
    Plain("", "", "");

    private final String alarm;
    private final String strong;
    private final String usual;

    Palette(String alarm, String strong, String usual) {
        this.alarm = alarm;
        this.strong = strong;
        this.usual = usual;
    }

    String alarming(String text) {
        return alarm + text + usual;
    }

    String strong(String text) {
        return strong + text + usual;
    }
}
