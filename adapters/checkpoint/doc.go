// Package checkpoint makes signed checkpoints of a ledger's feed, and checks a
// ledger against one. The digests within the ledger find whoever alters an
// entry; who can rewrite the whole database can compute them anew. A checkpoint
// has left the house: a few lines that say how many entries there were and what
// they all were, under a signature. Whoever keeps it, a newspaper, the auditors,
// the residents' council, can tell for ever whether history is still the one
// that was signed, and needs no trust in those who run the database.
//
//	var log checkpoint.Log                         // or the state kept from the last time
//	_, err := log.Follow(ctx, ledger)              // reads on to the end of the feed
//	signed, err := checkpoint.Sign(log.Checkpoint("思明区.example", now), signer)
//
// and years later, with nothing but the file and the public key:
//
//	_, err := checkpoint.Verify(ctx, ledger, signed, verifier)
//
// No writer waits for any of this: the feed is read behind them.
//
// # The tree
//
// The entries of the feed, in their order, are the leaves of a Merkle tree as
// RFC 6962 has it. The bytes of a leaf are
//
//	position  8 bytes, the entry's place in the feed
//	version   8 bytes, the record's version
//	id       16 bytes, the record's id
//	digest   32 bytes, the entry's digest
//	kind      the rest, the record's kind in UTF-8
//
// with numbers in big-endian order; its hash is the SHA-256 sum of a zero byte
// and these. Everything else an entry says is within its digest. No personal
// value is in a leaf, nor in its digest (see [governance.Personal]), so that
// erasing leaves every checkpoint valid. Positions are part of history: who
// moves a feed into another database moves them too, or signs anew there.
//
// # The checkpoint
//
// A [Checkpoint] is a signed note as golang.org/x/mod/sumdb/note writes it; its
// first three lines are those of the checkpoints of other transparency logs
// (C2SP tlog-checkpoint), so that their witnesses can sign ours:
//
//	思明区.example                                  the origin, which is the key's name
//	5                                              the count of entries
//	CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   the tree's root, in base64
//	jinlin checkpoint v1                           the version of these lines and of the leaves
//	position 5                                     of the last entry
//	at 2024-09-27T10:00:00+08:00                   when it was made, as the signer says
//
//	— 思明区.example Az3grlgt…                      a signature (Ed25519), or several
//
// There is one way to write a checkpoint, and reading accepts no other.
//
// # What things cost
//
// Between two checkpoints a [Log] keeps at most 64 hashes, its state is a text of
// some 3 kB (see [Log.MarshalText]), and the next checkpoint reads the new
// entries only, besides the last old one, to see that it is still there.
// [Verify] reads every entry once, an [Audit] once in the feed and once with its
// record; they keep some 200 bytes for every record, and of entries a page. A
// proof is a few hundred bytes and needs no database to check; to make one
// reads the feed up to the checkpoint, since no tree is stored.
package checkpoint
