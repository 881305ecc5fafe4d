/**
 * A certificate of the providers' hosts, signed by itself; good from 2020 to 2220. Only what is started with
 * `agentLeadingTo` believes it. Text and no file: what is built has no other files.
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBiDCCAS6gAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9TYWxseXBv
cnQgdGVzdHMwIBcNMjAwMTAxMDAwMDAwWhgPMjIyMDAxMDEwMDAwMDBaMBoxGDAW
BgNVBAMMD1NhbGx5cG9ydCB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BIaBrw4zeE+aFKPaytYidWMgVw5UOqZtOrkm+iCGrdCp/IFabmES7SGg+zg7QDFf
xImX2F3XCbPcfPdACdPBSg6jYzBhMC8GA1UdEQQoMCaCFHJlc3QubWVzc2FnZWJp
cmQuY29tgg5hcGkudHdpbGlvLmNvbTAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQW
BBQGDs523etljE+r73vFN0oIrBIfIDAKBggqhkjOPQQDAgNIADBFAiEAhSh/lMxw
npUlqOKnuH6sjNYrB+mbCE4wNv3++e8WpvQCIDSIClMzEQBY86tQbRkNbxEBZBQd
TLN7SVQ4y4pMDufr
-----END CERTIFICATE-----
`;

/** Its private key, known to everybody. */
export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSkuW7djhVW6ecnk8
M9+MnyKfxM3KSNtB7xwL2pmxvr2hRANCAASGga8OM3hPmhSj2srWInVjIFcOVDqm
bTq5Jvoghq3QqfyBWm5hEu0hoPs4O0AxX8SJl9hd1wmz3Hz3QAnTwUoO
-----END PRIVATE KEY-----
`;
