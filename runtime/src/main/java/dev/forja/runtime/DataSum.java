package dev.forja.runtime;

/** A sum over the bytes of a file's data section, by which damage is found. */
interface DataSum {
    /** Sums nothing: there is nothing to compare with. */
    DataSum NONE =
            new DataSum() {
                @Override
                public void add(byte[] bytes, int count) {}

                @Override
                public String name() {
                    return "no sum";
                }

                @Override
                public String digits() {
                    return "";
                }
            };

    /** Adds the first bytes of an array. */
    void add(byte[] bytes, int count);

    /** What people call it. */
    String name();

    /** The sum of all that was added, in lower-case hexadecimal digits. To be called once. */
    String digits();
}
