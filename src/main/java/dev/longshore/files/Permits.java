package dev.longshore.files;

/** A name that knows what the user may do there. */
public interface Permits {
    /** True when the user may do that with this name, if it exists; it is not asked whether it does. */
    boolean permits(Permission permission);
}
