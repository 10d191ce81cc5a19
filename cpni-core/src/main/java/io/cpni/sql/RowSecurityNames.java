package io.cpni.sql;

import java.util.List;

/**
 * Names what the wall is made of, and for whom; all plain names.
 *
 * @param data the schema of the tables
 * @param views the schema of the views
 * @param wall the schema of the functions
 * @param viewOwner the role that owns the views, held by policies like anybody
 * @param readers roles that see the views only
 * @param writers roles that reach the tables
 */
record RowSecurityNames(
        String data, String views, String wall, String viewOwner, List<String> readers, List<String> writers) {}
