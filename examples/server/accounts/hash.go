package accounts

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
)

// A Cost is what hashing a password takes (argon2id, RFC 9106).
type Cost struct {
	Time    uint32 // passes
	Memory  uint32 // KiB
	Threads uint8
}

var (
	// UsualCost is the second choice of RFC 9106, section 4: 64 MiB, three
	// passes; some 100 ms.
	UsualCost = Cost{Time: 3, Memory: 64 << 10, Threads: 4}
	// DemoCost is for passwords that are published anyway: a demonstration
	// should start at once, and its visitors should not wait.
	DemoCost = Cost{Time: 1, Memory: 1 << 10, Threads: 1}
)

const (
	saltSize = 16
	keySize  = 32
)

var encoding = base64.RawStdEncoding

// hash writes "$argon2id$v=19$m=65536,t=3,p=4$salt$key".
func (c Cost) hash(password string, entropy io.Reader) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(entropy, salt); err != nil {
		return "", err
	}
	key := argon2.IDKey([]byte(password), salt, c.Time, c.Memory, c.Threads, keySize)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads,
		encoding.EncodeToString(salt), encoding.EncodeToString(key)), nil
}

var errHash = errors.New("accounts: a stored hash is of no known form")

// matches reports whether a password is the one that was hashed.
func matches(hash, password string) (bool, error) {
	var c Cost
	var version int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errHash
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.Memory, &c.Time, &c.Threads); err != nil || version != argon2.Version {
		return false, errHash
	}
	salt, err := encoding.DecodeString(parts[4])
	if err != nil {
		return false, errHash
	}
	key, err := encoding.DecodeString(parts[5])
	if err != nil || len(key) == 0 {
		return false, errHash
	}
	given := argon2.IDKey([]byte(password), salt, c.Time, c.Memory, c.Threads, uint32(len(key)))
	return subtle.ConstantTimeCompare(given, key) == 1, nil
}
