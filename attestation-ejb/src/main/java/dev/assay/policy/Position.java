package dev.assay.policy;

/** A place in a policy's text; lines and columns count from 1, columns in code points. */
public record Position(int line, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
