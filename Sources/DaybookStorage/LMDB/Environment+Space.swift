internal import Glibc

extension Environment {
    /// Refuses an append for which the volume has no room.
    ///
    /// - Parameter mayUseReserve: whether the reserve is given up for it.
    func checkSpace(mayUseReserve: Bool) throws(StorageError) {
        guard mayUseReserve else { return try checkFreeSpace(floor: options.diskFloorBytes) }
        do throws(StorageError) {
            try checkFreeSpace(floor: Limits.diskReserveFloorBytes)
        } catch {
            guard error.code == .diskFull else { throw error }
            try reserve.release()
            try checkFreeSpace(floor: Limits.diskLeastBytes)
        }
    }

    /// Whether there is room for what can be left out: as much as every append but those that may use
    /// the reserve asks for.
    var hasRoom: Bool {
        (FileSystem.freeBytes(descriptor: dataDescriptor) ?? 0) >= options.diskFloorBytes
    }

    /// Makes the reserve again where there is room for it above the floor.
    func refillReserve() {
        guard options.keepsSpace, !options.readOnly else { return }
        reserve.fill(above: options.diskFloorBytes)
    }

    private func checkFreeSpace(floor: UInt64) throws(StorageError) {
        try FileSystem.checkFreeSpace(descriptor: dataDescriptor, floor: floor, path: directory)
    }
}
