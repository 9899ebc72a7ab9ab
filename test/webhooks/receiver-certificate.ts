import type { ReceiverCertificate } from './webhook-receiver.ts';

/** For `localhost` and `hooks.example`, signed by itself, valid from 2020 to 2120. Nobody but these tests trusts it. */
export const receiverCertificate: ReceiverCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg06F2RXLoUWRzWqI0
Njips7Ui0hLl4KvwukOsHepfgQKhRANCAARC+QUWg+v0VkZup/pbdA4ZuM+RMN/R
kOq5PDZe2hiZA1vVONckqBJxVBOU4AlqtGO5mRdPqvdrzCxWRw648trx
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmDCCAT6gAwIBAgIBATAKBggqhkjOPQQDAjAoMSYwJAYDVQQDDB13ZWJob29r
IHJlY2VpdmVyIG9mIHRoZSB0ZXN0czAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
MTAwMDAwMFowKDEmMCQGA1UEAwwdd2ViaG9vayByZWNlaXZlciBvZiB0aGUgdGVz
dHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARC+QUWg+v0VkZup/pbdA4ZuM+R
MN/RkOq5PDZe2hiZA1vVONckqBJxVBOU4AlqtGO5mRdPqvdrzCxWRw648trxo1cw
VTAPBgNVHRMBAf8EBTADAQH/MCMGA1UdEQQcMBqCCWxvY2FsaG9zdIINaG9va3Mu
ZXhhbXBsZTAdBgNVHQ4EFgQUuPKD3bi8NszBXQaJ9dGqLdh6OwIwCgYIKoZIzj0E
AwIDSAAwRQIgFnP6n5eGwJiHi2TzsnsaHWN7rNuaJNLpDYnkz2Z7e5UCIQDQtagb
5CPoviyNbMqXuBuyysY9vvE+TnKeAAE399CsaQ==
-----END CERTIFICATE-----`,
};
