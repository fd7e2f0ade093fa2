internal import CPosix

/// Gives memory that is allocated no longer back to the system, as far as it can be.
public func releaseFreeMemory() {
  malloc_trim(0)
}
