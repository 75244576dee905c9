package dev.longshore.users;

import dev.longshore.files.Mount;
import java.util.List;

/**
 * What a store knows of a user.
 *
 * @param name     as it is given to USER
 * @param password in clear text; never printed
 * @param mounts   the user's tree
 */
public record UserRecord(String name, String password, List<Mount> mounts) {
    public UserRecord {
        mounts = List.copyOf(mounts);
    }

    @Override
    public String toString() {
        return "UserRecord[" + name + "]";
    }
}
