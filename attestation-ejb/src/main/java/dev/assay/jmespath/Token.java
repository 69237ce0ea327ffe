package dev.assay.jmespath;

/** A piece of an expression: for texts of any kind their meaning, else the piece itself. */
record Token(Kind kind, String text, int at) {
    /** Kinds with their binding power: what stands between two expressions is taken by the higher one. */
    enum Kind {
        // @formatter:off
        END(0), NAME(0), QUOTED(0), RAW(0), LITERAL(0), NUMBER(0), CURRENT(0), COMMA(0), REFERENCE(0), COLON(0),
        CLOSE_BRACKET(0), CLOSE_PAREN(0), CLOSE_BRACE(0),
        PIPE(1), OR(2), AND(3), EQUAL(5), UNEQUAL(5), LESS(5), AT_MOST(5), MORE(5), AT_LEAST(5), FLATTEN(9),
        STAR(20), FILTER(21), DOT(40), NOT(45), OPEN_BRACE(50), OPEN_BRACKET(55), OPEN_PAREN(60);
        // @formatter:on

        /** A projection's right-hand side ends before what binds less than this. */
        static final int ENDS_PROJECTION = 10;

        final int power;

        Kind(int power) {
            this.power = power;
        }
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    String shown() {
        if (is(Kind.END))
            return "the end of the expression";
        return "`" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "`";
    }
}
