package faults

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"syscall"
)

// The kernel is asked for one socket by its two ends (sock_diag(7)). Its table in /proc/net/tcp is read whole, which takes
// longer than everything else that the proxy does.
const (
	sockDiag       = 4  // NETLINK_SOCK_DIAG
	byFamily       = 20 // SOCK_DIAG_BY_FAMILY
	requestSize    = 16 + 56
	inodeAt        = 16 + 68
	anyCookie      = 0xffffffff
	established    = 1 << 1
	tcp            = 6
	longestMessage = 4096
)

// inodeOf is the kernel's number of the socket of this machine from one address to another, both of IPv4.
func inodeOf(from, to netip.AddrPort) (uint32, error) {
	fd, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW|syscall.SOCK_CLOEXEC, sockDiag)
	if err != nil {
		return 0, err
	}
	defer syscall.Close(fd) //nolint:errcheck // nothing is left to do
	if err := syscall.Sendto(fd, question(from, to), 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return 0, err
	}
	reply := make([]byte, longestMessage)
	n, _, err := syscall.Recvfrom(fd, reply, 0)
	if err != nil {
		return 0, err
	}
	if n < inodeAt+4 || binary.NativeEndian.Uint16(reply[4:]) != byFamily {
		return 0, errors.New("the kernel knows no such socket")
	}
	return binary.NativeEndian.Uint32(reply[inodeAt:]), nil
}

// question is struct nlmsghdr and struct inet_diag_req_v2 for one socket.
func question(from, to netip.AddrPort) []byte {
	q := make([]byte, requestSize)
	binary.NativeEndian.PutUint32(q[0:], requestSize)
	binary.NativeEndian.PutUint16(q[4:], byFamily)
	binary.NativeEndian.PutUint16(q[6:], syscall.NLM_F_REQUEST)
	body := q[16:]
	body[0], body[1] = syscall.AF_INET, tcp
	binary.NativeEndian.PutUint32(body[4:], established)
	binary.BigEndian.PutUint16(body[8:], from.Port())
	binary.BigEndian.PutUint16(body[10:], to.Port())
	source, destination := from.Addr().Unmap().As4(), to.Addr().Unmap().As4()
	copy(body[12:], source[:])
	copy(body[28:], destination[:])
	binary.NativeEndian.PutUint32(body[48:], anyCookie)
	binary.NativeEndian.PutUint32(body[52:], anyCookie)
	return q
}
