package dev.assay.claims;

/**
 * A claim's value. Values of different types are never equal (maa-policy §4). Those whose hashes anybody can choose are
 * ordered, so that a hash table of thousands of equal hashes stays a tree and searching it cheap (PO-02).
 */
public sealed interface ClaimValue {
    /** The name the policy language gives the type: {@code Boolean}, {@code Integer} or {@code String}. */
    String typeName();

    record Flag(boolean value) implements ClaimValue {
        @Override
        public String typeName() {
            return "Boolean";
        }
    }

    /** Signed 64-bit. */
    record Whole(long value) implements ClaimValue, Comparable<Whole> {
        @Override
        public int compareTo(Whole other) {
            return Long.compare(value, other.value);
        }

        @Override
        public String typeName() {
            return "Integer";
        }
    }

    record Text(String value) implements ClaimValue, Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return value.compareTo(other.value);
        }

        @Override
        public String typeName() {
            return "String";
        }
    }

    static ClaimValue of(boolean value) {
        return new Flag(value);
    }

    static ClaimValue of(long value) {
        return new Whole(value);
    }

    static ClaimValue of(String value) {
        return new Text(value);
    }
}
