package fit

import (
	"regexp"
	"strconv"
)

// share is an amount of CPU, in thousandths of a core, and of memory, in MiB.
type share struct{ cpu, memory int64 }

func (s share) plus(o share) share { return share{s.cpu + o.cpu, s.memory + o.memory} }

func (s share) minus(o share) share { return share{s.cpu - o.cpu, s.memory - o.memory} }

func (s share) times(n int) share { return share{s.cpu * int64(n), s.memory * int64(n)} }

// within tells whether there is room for s in o.
func (s share) within(o share) bool { return s.cpu <= o.cpu && s.memory <= o.memory }

// String is the share as Kubernetes would write it: 1390m CPU and 4225Mi memory.
func (s share) String() string {
	return strconv.FormatInt(s.cpu, 10) + "m CPU and " + strconv.FormatInt(s.memory, 10) + "Mi memory"
}

// allocatableMemory is how much of a node of some GB is left to pods, in MiB,
// by size: DigitalOcean's list of allocatable memory for DOKS. Read from memory
// of that page, not verified against a running node; sizes between two entries
// count as a straight line.
var allocatableMemory = []struct{ gb, mib int64 }{
	{1, 512}, {2, 1024}, {3, 1700}, {4, 2560}, {8, 6144}, {16, 13312}, {32, 28672},
	{48, 44032}, {64, 59392}, {96, 90112}, {128, 121856}, {160, 153600}, {192, 186368},
}

// reservedCPU is what a node keeps for itself, in thousandths of a core.
// Unverified: nodes of two cores were seen to offer 1900m.
const reservedCPU = 100

// systemPerNode is what DOKS itself runs on every node (the agents of Cilium,
// of the CSI driver, of Konnectivity and of DigitalOcean's monitoring), and
// systemOnce what it runs once in a cluster (two CoreDNS, Hubble). Estimates from
// clusters of this age, not documented and not verified: a margin rather than a
// sum.
var (
	systemPerNode = share{cpu: 450, memory: 450}
	systemOnce    = share{cpu: 200, memory: 300}
)

// nameOfDOKS names what DOKS runs once, which tolerates no taint of the user's.
const nameOfDOKS = "DOKS itself (CoreDNS and others)"

func ofDOKS() pods { return pods{name: nameOfDOKS, count: 1, requests: systemOnce} }

var (
	// sizeOf finds cores and memory in most slugs: s-2vcpu-4gb-amd, g-2vcpu-8gb.
	sizeOf = regexp.MustCompile(`-([0-9]+)vcpu-([0-9]+)gb`)
	// sizeOfCPU are the CPU-optimised slugs, with 2 GB for each core: c-4.
	sizeOfCPU = regexp.MustCompile(`^c-([0-9]+)$`)
)

// allocatable is what a node of a size leaves to pods. Nothing is known of
// sizes whose slug does not tell.
func allocatable(slug string) (share, bool) {
	var cores, gb int64
	if found := sizeOf.FindStringSubmatch(slug); found != nil {
		cores, gb = number(found[1]), number(found[2])
	} else if found := sizeOfCPU.FindStringSubmatch(slug); found != nil {
		cores, gb = number(found[1]), 2*number(found[1])
	}
	if cores == 0 || gb == 0 {
		return share{}, false
	}
	return share{cpu: cores*1000 - reservedCPU, memory: memoryOf(gb)}, true
}

func number(digits string) int64 {
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil {
		return 0
	}
	return n
}

// memoryOf is the allocatable memory of a node of some GB.
func memoryOf(gb int64) int64 {
	below := allocatableMemory[0]
	for _, entry := range allocatableMemory {
		if entry.gb > gb {
			return below.mib + (entry.mib-below.mib)*(gb-below.gb)/max(1, entry.gb-below.gb)
		}
		below = entry
	}
	return below.mib + (gb-below.gb)*960 // beyond the list
}
