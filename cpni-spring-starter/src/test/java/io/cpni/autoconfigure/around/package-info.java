/** What stands around the data of a carrier's ledger: tasks, controllers, caches, exported repositories. */
@NullMarked
package io.cpni.autoconfigure.around;

import org.jspecify.annotations.NullMarked;
