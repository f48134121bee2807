// The target's first file; its parts follow.
