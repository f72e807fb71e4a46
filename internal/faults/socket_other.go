//go:build !linux

package faults

import (
	"errors"
	"net/netip"
)

// inodeOf is known on Linux only.
func inodeOf(_, _ netip.AddrPort) (uint32, error) { return 0, errors.ErrUnsupported }
