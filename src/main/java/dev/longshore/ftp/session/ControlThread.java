package dev.longshore.ftp.session;

/** The I/O thread of the control connections, as commands on other threads need it. */
public interface ControlThread {
    /**
     * Returns when all that had arrived on control connections before this call, ends included, has been handled.
     *
     * @return false when that cannot be said
     */
    boolean catchUp();

    /** Has something done by that thread soon; it must not block. Reading is switched on and off only there. */
    void run(Runnable task);
}
